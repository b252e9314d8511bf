/** What a person does in Fanlight, by the names that they see and hear. */

/** Use the printed link in a window, up to the board. */
export async function signIn(page, server) {
  await page.goto(server.link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "Fanlight" }).waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
}

/** From anywhere to the consent page of a package. */
export async function review(page, title) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Gallery" }).click();
  await page.getByRole("link", { name: `Review and install ${title}` }).click();
  await page.getByRole("heading", { level: 1, name: `Install ${title}?` }).waitFor();
}

/** Install a package with all that it asks for; it is on the board afterwards. */
export async function install(page, title) {
  await review(page, title);
  await page.getByRole("button", { name: "Install", exact: true }).click();
  await widget(page, title).waitFor();
}

/** A widget on the board, with the host's frame around it. */
export function widget(page, title) {
  return page.locator("fanlight-widget").filter({ has: page.getByRole("heading", { level: 2, name: title, exact: true }) });
}

/** All words that a widget shows, its frame included. */
export function words(card) {
  return card.getByRole("article").innerText();
}

/** Choose from the menu of a widget. */
export async function choose(page, title, item) {
  await page.getByRole("button", { name: `Menu of ${title}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** From anywhere: look at a theme and put it on, unless it is on. */
export async function wear(page, title) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Gallery" }).click();
  const button = page.getByRole("button", { name: new RegExp(`^(Preview|Remove) ${title}$`) });
  await button.waitFor();
  if (/^Remove/.test(await button.getAttribute("aria-label"))) return;
  await button.click();
  const dialog = page.getByRole("dialog", { name: `Preview of ${title}` });
  await dialog.getByRole("figure", { name: "Dark" }).waitFor();
  await dialog.getByRole("button", { name: "Apply", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("In use").waitFor();
}

/** The number beside a label, such as 35 beside "Notes". */
export async function figure(place, label) {
  const name = place.locator("dt").filter({ hasText: new RegExp(`^${label}$`) });
  return Number((await name.locator("xpath=following-sibling::dd[1]").innerText()).replace(/[^0-9.]/g, ""));
}

/** Type a task and press Enter; it is in the list afterwards. */
export async function addTask(card, title) {
  const field = card.getByRole("textbox", { name: "New task" });
  await field.fill(title);
  await field.press("Enter");
  await card.getByRole("checkbox", { name: title, exact: true }).waitFor();
}

/** Titles of the tasks that are shown, from the top. */
export async function tasks(card) {
  return card.locator("label.check").allInnerTexts();
}
