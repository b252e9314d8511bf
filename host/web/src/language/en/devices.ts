/** Where somebody is signed in. */
export const devices = {
  "devices.title": "Devices",
  "devices.lead": "Where you are signed in. Each device is signed out by itself seven days after it came in.",
  "devices.loading": "Loading your devices…",
  "devices.link.action": "Add a device",
  "devices.link": "Link for another device of yours",
  "devices.link.text": "Open it there within 15 minutes; it works once. Whoever has it comes in as {name}: show it to nobody.",
  "devices.name": "{browser} on {system}",
  "devices.unknown": "Unknown device",
  "devices.this": "This device",
  "devices.facts": "signed in {since}, ends {until}",
  "devices.end": "Sign out",
  "devices.end.label": "Sign out {device}",
  "devices.sure": "Sign out now?",
  "devices.ended": "{device} is signed out.",
  "notice.link-made": "A sign-in link was made for you",
  "notice.link-made.text": "{name} made it. Whoever has it comes in as you: see under Devices who did.",
} as const;
