/** Entry of the app. The page's policy lets nothing run but this bundle. */
import "./app";
import { startLanguage } from "./language";
import { startRouter } from "./router";
import { startAppearance } from "./viewer/scheme";

startAppearance();
startRouter();
// The app is drawn once, in its language. Without the catalogue, for example on a line that broke, it speaks English.
void startLanguage()
  .catch(() => {})
  .then(() => document.body.prepend(document.createElement("fanlight-app")));
