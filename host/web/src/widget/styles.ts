/** Our own style sheets, handed to the shadow root as objects: a strict style-src never sees them. */
import select from "../styles/select.css?inline";
import sides from "../styles/sides.css?inline";
import tokens from "../styles/tokens.css?inline";
import charts from "../view/styles/charts.css?inline";
import controls from "../view/styles/controls.css?inline";
import fields from "../view/styles/fields.css?inline";
import figures from "../view/styles/figures.css?inline";
import layout from "../view/styles/layout.css?inline";
import states from "../view/styles/states.css?inline";
import text from "../view/styles/text.css?inline";
import frame from "./frame.css?inline";
import notices from "./notices.css?inline";

function sheet(css: string): CSSStyleSheet {
  const built = new CSSStyleSheet();
  built.replaceSync(css);
  return built;
}

export const widgetStyles = [tokens, select, sides, frame, text, layout, controls, fields, figures, charts, states, notices].map(sheet);
