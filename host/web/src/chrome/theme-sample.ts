/** A small board in the tokens of a theme, drawn by what draws widgets. The page around it keeps its own look. */
import { css, html, LitElement, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ThemeTokens } from "../api/types";
import type { ViewNode } from "../api/view";
import { t, Translated } from "../language";
import { draw } from "../view/draw";
import { placeHeadings, type Drawing } from "../view/drawing";
import { Drafts } from "../view/drafts";
import { Shown } from "../view/shown";
import { wear } from "../viewer/theme";
import { widgetStyles } from "../widget/styles";

const own = css`
  :host {
    display: block;
    min-inline-size: 0;
    color-scheme: light;
  }
  :host([scheme="dark"]) {
    color-scheme: dark;
  }
  .ground {
    block-size: 100%;
    padding: 14px;
    background: var(--color-canvas);
    color: var(--color-text);
    font: var(--weight-text) var(--text-size) / 1.5 var(--family-body);
  }
  /* A card has room for a quarter of a board. */
  :host([compact]) .ground {
    display: grid;
    align-items: center;
    overflow: clip;
    padding: 14px;
    zoom: 0.7;
  }
  .surface {
    padding: calc(var(--space) * 2);
    border: var(--border-width) solid var(--color-border);
    border-radius: var(--radius-large);
    background: var(--color-surface);
    box-shadow: var(--shadow-raised);
  }
`;

@customElement("theme-sample")
export class ThemeSample extends LitElement {
  static override styles = [...widgetStyles, own];

  /** Which screen it stands for. */
  @property({ reflect: true }) scheme: "light" | "dark" = "light";
  @property({ attribute: false }) tokens: ThemeTokens = {};
  /** Less of it, for a card. */
  @property({ type: Boolean, reflect: true }) compact = false;

  constructor() {
    super();
    new Translated(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("tokens")) wear(this, this.tokens);
  }

  protected override render(): unknown {
    const view = this.compact ? small() : whole();
    const drawing: Drawing = {
      send: () => {},
      drafts: new Drafts(),
      shown: new Shown(),
      image: () => "",
      redraw: () => {},
      levels: placeHeadings(view, 3),
      inForm: false,
    };
    // It is there to be looked at: nothing in it takes the keyboard, and it is no part of the page's outline.
    return html`<div class="ground" inert><div class="surface">${draw(view, drawing)}</div></div>`;
  }
}

const column = (...children: ViewNode[]): ViewNode => ({ node: "column", gap: "medium", align: "stretch", children });
const row = (...children: ViewNode[]): ViewNode => ({ node: "row", gap: "small", align: "center", children });

function small(): ViewNode {
  return column(
    { node: "heading", text: t("theming.sample.title"), level: 2 },
    { node: "text", spans: [{ span: "plain", text: t("theming.sample.muted"), style: "muted" }] },
    row({ node: "badge", text: t("theming.sample.good"), tone: "success" }, { node: "badge", text: t("theming.sample.warning"), tone: "warning" }),
    { node: "button", key: "open", label: t("theming.sample.open"), icon: null, emphasis: "primary", tone: "accent", disabled: false },
  );
}

function whole(): ViewNode {
  return column(
    { node: "heading", text: t("theming.sample.title"), level: 2 },
    {
      node: "text",
      spans: [
        { span: "plain", text: `${t("theming.sample.text")} `, style: "plain" },
        { span: "plain", text: t("theming.sample.muted"), style: "muted" },
      ],
    },
    { node: "stat", label: t("theming.sample.stat"), value: { span: "number", value: 1284, max_fraction_digits: 0 }, trend: "up", note: null },
    { node: "check", key: "check", label: t("theming.sample.check"), checked: true, disabled: false },
    row(
      { node: "badge", text: t("theming.sample.accent"), tone: "accent" },
      { node: "badge", text: t("theming.sample.good"), tone: "success" },
      { node: "badge", text: t("theming.sample.warning"), tone: "warning" },
      { node: "badge", text: t("theming.sample.danger"), tone: "danger" },
    ),
    row(
      { node: "button", key: "open", label: t("theming.sample.open"), icon: null, emphasis: "primary", tone: "accent", disabled: false },
      { node: "button", key: "later", label: t("theming.sample.later"), icon: null, emphasis: "secondary", tone: "accent", disabled: false },
    ),
  );
}
