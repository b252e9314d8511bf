/** Entry of the app. The page's policy lets nothing run but this bundle. */
import "./app";
import { startLanguage } from "./language";
import { startRouter } from "./router";
import { prepareFormats } from "./viewer/format";
import { viewerLocales } from "./viewer/locale";
import { startAppearance } from "./viewer/scheme";
import { turn } from "./widget/slices";

startAppearance();
startRouter();
// The app is drawn once, in its language. Without the catalogue, for example on a line that broke, it speaks English.
// Each step is a task of its own, and the last ones are done while the first answers are on their way.
void turn()
  .then(startLanguage)
  .catch(() => {})
  .then(turn)
  .then(() => document.body.prepend(document.createElement("fanlight-app")))
  .then(() => prepareFormats(viewerLocales()));
