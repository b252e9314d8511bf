/** Axe-core in a window, and what it finds there. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";

/** To be added to a window before its page is loaded: `context.addInitScript({ path: axe })`. */
export const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Axe's rules of WCAG 2.2 A and AA and its best practices, over what is on the screen now. */
export async function violations(page) {
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
