/** All messages in English, one file for each room of the interface. */
import { activity } from "./en/activity";
import { boards } from "./en/boards";
import { consent } from "./en/consent";
import { devices } from "./en/devices";
import { gallery } from "./en/gallery";
import { members } from "./en/members";
import { shell } from "./en/shell";
import { theming } from "./en/theming";
import { view } from "./en/view";
import { widgets } from "./en/widgets";

export const en = { ...activity, ...boards, ...consent, ...devices, ...gallery, ...members, ...shell, ...theming, ...view, ...widgets };
