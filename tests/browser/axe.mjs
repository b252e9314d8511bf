/** Axe-core over what is on the screen. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Put axe into every page that the window opens from now on. */
export function withAxe(context) {
  return context.addInitScript({ path: axe });
}

/** Axe's rules of WCAG 2.2 A and AA and its best practices, over what is on the screen now. */
export async function violations(page) {
  // A page that was open before has no axe yet.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.reload();
  await page.waitForLoadState();
  // The client has drawn its page.
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  const found = await page.evaluate(async () => {
    const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const result = await globalThis.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
    const violations = result.violations.map((rule) => ({ rule: rule.id, help: rule.help, nodes: rule.nodes }));
    return { violations, passed: result.passes.map((rule) => rule.id) };
  });
  assert.ok(found.passed.includes("color-contrast") && found.passed.length > 15, `axe looked at the page: ${found.passed}`);
  return found.violations.flatMap(({ rule, help, nodes }) =>
    nodes.map((node) => `${rule} (${help}): ${node.target.flat().join(" ")} ${node.any.map((check) => check.message).join(" ")}`),
  );
}
