/** The app around the pages: header, navigation, who is signed in. */
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { api } from "./api/client";
import { asProblem, whenSignedOut } from "./api/http";
import type { Account, Problem } from "./api/types";
import { boards } from "./boards";
import { accountItems, schemeItems, schemeIcon, type AccountDialog } from "./chrome/account-menu";
import { icon, type IconName } from "./chrome/icons";
import { LightElement } from "./chrome/light-element";
import { mark } from "./chrome/mark";
import "./chrome/devices-dialog";
import "./chrome/kept-dialog";
import "./chrome/members-dialog";
import "./chrome/names-dialog";
import "./chrome/menu";
import "./chrome/notice-bell";
import "./chrome/toasts";
import { loading, problemNote } from "./chrome/problem-note";
import { rich, speech, t } from "./language";
import { navigate, navigation, routeOf, type Route } from "./router";
import { appearance } from "./viewer/scheme";
import { firstTheme, startThemes } from "./viewer/theme";
import "./pages/activity-page";
import "./pages/board-page";
import "./pages/gallery-page";
import "./pages/install-page";
import "./pages/sign-in-page";

@customElement("fanlight-app")
export class App extends LightElement {
  @state() private route: Route = routeOf(location.pathname);
  @state() private account: Account | null = null;
  @state() private problem: Problem | null = null;
  @state() private dialog: AccountDialog | null = null;
  #themed = false;

  override connectedCallback(): void {
    super.connectedCallback();
    navigation.addEventListener("navigate", this.#navigated);
    speech.addEventListener("change", this.#spoken);
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
    speech.removeEventListener("change", this.#spoken);
  }

  async #load(): Promise<void> {
    this.problem = null;
    try {
      // Together, and all before the first page: a theme that comes after what it colours would flash. Meanwhile the board is asked for.
      const [account] = await Promise.all([this.#who(), boards.load(), this.#themed ? undefined : firstTheme()]);
      this.account = account;
      if (!this.#themed) startThemes();
      this.#themed = true;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  async #who(): Promise<Account> {
    const account = await api.account();
    if (this.route.page === "board") boards.ask(this.#board(account));
    return account;
  }

  #navigated = async (): Promise<void> => {
    this.route = routeOf(location.pathname);
    this.#entitle();
    if (this.route.page !== "sign-in" && !this.account) void this.#load();
    await this.updateComplete;
    await this.#focusHeading();
  };

  /** Widgets are told the language and the direction, as they are told the scheme. */
  #spoken = (): void => {
    // The title of a board or a package is its name.
    if (this.route.page !== "board" && this.route.page !== "install") this.#entitle();
    appearance.dispatchEvent(new Event("change"));
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
    document.title = `${t(`title.${this.route.page}`)} · Fanlight`;
  }

  protected override render(): unknown {
    if (this.route.page === "sign-in") {
      return html`<main id="main"><sign-in-page></sign-in-page></main>`;
    }
    const { account } = this;
    return html`<a class="skip" href="#main" @click=${this.#skip}>${t("shell.skip")}</a>
      <header class="topbar">
        <a class="brand" href="/" aria-label=${t("shell.home")}>${mark()}<span>Fanlight</span></a>
        <nav class="nav" aria-label=${t("shell.main")}>
          ${this.#link("/", t("shell.board"), "board", "board")}
          ${this.#link("/gallery", t("shell.gallery"), "gallery", "gallery")}
          ${this.#link("/activity", t("shell.activity"), "activity", "activity")}
        </nav>
        ${account ? html`<notice-bell .board=${this.#board(account)}></notice-bell>` : nothing}
        <fanlight-menu label=${t("shell.appearance")} icon=${schemeIcon()} .items=${() => schemeItems(() => this.requestUpdate())}>
        </fanlight-menu>
        <fanlight-menu
          label=${t("shell.account")}
          icon="person"
          .items=${() => accountItems(account, (dialog) => (this.dialog = dialog), () => void this.#signOut())}
        ></fanlight-menu>
      </header>
      <fanlight-toasts></fanlight-toasts>
      <main id="main" tabindex="-1">${this.#page()}</main>
      ${this.#dialogs()}`;
  }

  /** The board whose stream is open: the one that is looked at, so that there is no second stream. */
  #board(account: Account): string {
    return (this.route.page === "board" ? this.route.board : null) ?? home(account);
  }

  #page(): unknown {
    const { account, route } = this;
    if (route.page === "not-found") {
      return html`<div class="page">
        <h1 tabindex="-1">${t("shell.nothing.title")}</h1>
        <p>${rich("shell.nothing.text", { link: html`<a href="/">${t("shell.nothing.link")}</a>` })}</p>
      </div>`;
    }
    if (!account) {
      return html`<div class="page">
        ${this.problem && this.problem.status !== 401
          ? html`<h1 tabindex="-1">${t("shell.failed")}</h1>
              ${problemNote(this.problem, () => void this.#load())}`
          : loading(t("shell.opening"))}
      </div>`;
    }
    switch (route.page) {
      case "board":
        return html`<board-page .account=${account} .board=${this.#board(account)}></board-page>`;
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

  #dialogs(): unknown {
    const dismissed = () => (this.dialog = null);
    if (this.dialog === "devices") return html`<devices-dialog .account=${this.account} @dismissed=${dismissed}></devices-dialog>`;
    if (this.dialog === "kept") return html`<kept-dialog @dismissed=${dismissed}></kept-dialog>`;
    if (this.dialog === "members") return html`<members-dialog .account=${this.account} @dismissed=${dismissed}></members-dialog>`;
    if (this.dialog === "names" && this.account) {
      const named = (event: CustomEvent<Account>) => (this.account = event.detail);
      return html`<names-dialog .account=${this.account} @done=${named} @dismissed=${dismissed}></names-dialog>`;
    }
    return nothing;
  }

  #link(path: string, label: string, name: IconName, page: Route["page"]): unknown {
    const here = this.route.page === page || (page === "gallery" && this.route.page === "install");
    return html`<a href=${path} aria-current=${here ? "page" : nothing}>${icon(name)}${label}</a>`;
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

/** The board at "/": while the one that the account names is gone, the first. */
function home(account: Account): string {
  return boards.find(account.home_board)?.id ?? boards.list[0]?.id ?? account.home_board;
}
