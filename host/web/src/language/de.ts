/** All messages in German. */
import type { Catalogue } from "./catalogue";
import { activity } from "./de/activity";
import { boards } from "./de/boards";
import { consent } from "./de/consent";
import { devices } from "./de/devices";
import { gallery } from "./de/gallery";
import { members } from "./de/members";
import { shell } from "./de/shell";
import { theming } from "./de/theming";
import { view } from "./de/view";
import { widgets } from "./de/widgets";

export const de: Catalogue = { ...activity, ...boards, ...consent, ...devices, ...gallery, ...members, ...shell, ...theming, ...view, ...widgets };
