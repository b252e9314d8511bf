/**
 * Entry for pages of other apps, which the server gives as `/assets/fanlight-widget.js`: `<fanlight-widget>`, and nothing on the page but
 * that. Language, direction and colour scheme are the page's own.
 */
import { whenSignedOut } from "./api/http";
import { startVisiting as speakAsThePage } from "./language";
import { startVisiting as lookAsThePage } from "./viewer/scheme";
import { FanlightWidget } from "./widget/fanlight-widget";

FanlightWidget.alone = true;
whenSignedOut(() => dispatchEvent(new CustomEvent("fanlight-signed-out")));
lookAsThePage();
// Without the catalogue, for example on a line that broke, it speaks English.
speakAsThePage().catch(() => {});
