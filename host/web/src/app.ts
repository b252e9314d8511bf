/** The app around the pages: header, navigation, who is signed in. */
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { api } from "./api/client";
import { asProblem, whenSignedOut } from "./api/http";
import type { Account, Problem } from "./api/types";
import { icon, type IconName } from "./chrome/icons";
import { LightElement } from "./chrome/light-element";
import { mark } from "./chrome/mark";
import type { MenuItem } from "./chrome/menu";
import "./chrome/menu";
import { loading, problemNote } from "./chrome/problem-note";
import { navigate, navigation, routeOf, type Route } from "./router";
import { choice, choose, type SchemeChoice } from "./viewer/scheme";
import { firstTheme, startThemes } from "./viewer/theme";
import "./pages/activity-page";
import "./pages/board-page";
import "./pages/gallery-page";
import "./pages/install-page";
import "./pages/sign-in-page";

const SCHEMES: [SchemeChoice, string, IconName][] = [
  ["system", "Like the system", "system"],
  ["light", "Light", "sun"],
  ["dark", "Dark", "moon"],
];
const TITLES: Record<Route["page"], string> = {
  board: "Board",
  gallery: "Gallery",
  install: "Review before installing",
  activity: "Activity",
  "sign-in": "Sign in",
  "not-found": "Not found",
};

@customElement("fanlight-app")
export class App extends LightElement {
  @state() private route: Route = routeOf(location.pathname);
  @state() private account: Account | null = null;
  @state() private problem: Problem | null = null;
  #themed = false;

  override connectedCallback(): void {
    super.connectedCallback();
    navigation.addEventListener("navigate", this.#navigated);
    whenSignedOut(() => {
      this.account = null;
      if (this.route.page !== "sign-in") navigate("/sign-in", "replace");
    });
    this.#entitle();
    if (this.route.page !== "sign-in") void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    navigation.removeEventListener("navigate", this.#navigated);
  }

  async #load(): Promise<void> {
    this.problem = null;
    try {
      // Together, and both before the first page: a theme that comes after what it colours would flash.
      const [account] = await Promise.all([api.account(), this.#themed ? undefined : firstTheme()]);
      this.account = account;
      if (!this.#themed) startThemes();
      this.#themed = true;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  #navigated = async (): Promise<void> => {
    this.route = routeOf(location.pathname);
    this.#entitle();
    if (this.route.page !== "sign-in" && !this.account) void this.#load();
    await this.updateComplete;
    await this.#focusHeading();
  };

  /** A new page is announced by its heading, as a full load would be. It may have to be fetched first: wait a second for it. */
  async #focusHeading(): Promise<void> {
    const { route } = this;
    for (let frame = 0; frame < 60 && route === this.route; frame++) {
      await new Promise((drawn) => requestAnimationFrame(drawn));
      const heading = this.querySelector<HTMLElement>("h1");
      if (heading) return heading.focus({ preventScroll: true });
    }
  }

  #entitle(): void {
    document.title = `${TITLES[this.route.page]} · Fanlight`;
  }

  protected override render(): unknown {
    if (this.route.page === "sign-in") {
      return html`<main id="main"><sign-in-page></sign-in-page></main>`;
    }
    return html`<a class="skip" href="#main" @click=${this.#skip}>Skip to content</a>
      <header class="topbar">
        <a class="brand" href="/" aria-label="Fanlight, to the board">${mark()}<span>Fanlight</span></a>
        <nav class="nav" aria-label="Main">
          ${this.#link("/", "Board", "board", "board")}
          ${this.#link("/gallery", "Gallery", "gallery", "gallery")}
          ${this.#link("/activity", "Activity", "activity", "activity")}
        </nav>
        <fanlight-menu label="Appearance" icon=${SCHEMES.find(([name]) => name === choice())?.[2] ?? "system"} .items=${this.#schemes()}>
        </fanlight-menu>
        <fanlight-menu label="Account" icon="person" .items=${this.#accountItems()}></fanlight-menu>
      </header>
      <main id="main" tabindex="-1">${this.#page()}</main>`;
  }

  #page(): unknown {
    const { account, route } = this;
    if (route.page === "not-found") {
      return html`<div class="page">
        <h1 tabindex="-1">There is nothing here</h1>
        <p>This address leads to no page. <a href="/">Go to your board</a>.</p>
      </div>`;
    }
    if (!account) {
      return html`<div class="page">
        ${this.problem && this.problem.status !== 401
          ? html`<h1 tabindex="-1">Fanlight cannot be opened</h1>
              ${problemNote(this.problem, () => void this.#load())}`
          : loading("Opening Fanlight…")}
      </div>`;
    }
    switch (route.page) {
      case "board":
        return html`<board-page .account=${account} .board=${route.board ?? account.home_board}></board-page>`;
      case "gallery":
        return html`<gallery-page .account=${account}></gallery-page>`;
      case "install":
        return html`<install-page .account=${account} .digest=${route.digest}></install-page>`;
      case "activity":
        return html`<activity-page .account=${account}></activity-page>`;
      default:
        return nothing;
    }
  }

  #link(path: string, label: string, name: IconName, page: Route["page"]): unknown {
    const here = this.route.page === page || (page === "gallery" && this.route.page === "install");
    return html`<a href=${path} aria-current=${here ? "page" : nothing}>${icon(name)}${label}</a>`;
  }

  #schemes(): MenuItem[] {
    return SCHEMES.map(([name, label, picture]) => ({
      kind: "action",
      label,
      icon: picture,
      chosen: choice() === name,
      run: () => {
        choose(name);
        this.requestUpdate();
      },
    }));
  }

  #accountItems(): MenuItem[] {
    const who = this.account ? `${this.account.name} · ${this.account.workspace.name}` : "";
    return [{ kind: "label", label: who }, { kind: "action", label: "Sign out", icon: "back", run: () => void this.#signOut() }];
  }

  async #signOut(): Promise<void> {
    try {
      await api.signOut();
      this.account = null;
      navigate("/sign-in");
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  #skip = (event: Event): void => {
    event.preventDefault();
    this.querySelector<HTMLElement>("#main")?.focus();
  };
}
