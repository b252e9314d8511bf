/** Entry of the app. The page's policy lets nothing run but this bundle. */
import { startRouter } from "./router";
import { startAppearance } from "./viewer/scheme";
import "./app";

startAppearance();
startRouter();
