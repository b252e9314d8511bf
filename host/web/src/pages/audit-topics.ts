/** What the entries of the audit log are about, so that a person can look for one thing; and those that say the same together. */
import type { AuditEntry } from "../api/types";
import type { IconName } from "../chrome/icons";

export const TOPICS = ["stopped", "permissions", "widgets", "people", "boards"] as const;
export type Topic = (typeof TOPICS)[number];

export const TOPIC_ICONS: Record<Topic, IconName> = {
  stopped: "alert",
  permissions: "shield",
  widgets: "box",
  people: "person",
  boards: "board",
};

/** By the action's own name, or else by the part before its dot. */
const OF: Record<string, Topic> = {
  call: "stopped",
  "widget.suspended": "stopped",
  "package.suspended": "stopped",
  "sign-in.failed": "stopped",
  grant: "permissions",
  grants: "permissions",
  "widget.installed": "permissions",
  "widget.updated": "permissions",
  session: "people",
  "sign-in": "people",
  member: "people",
  board: "boards",
  theme: "boards",
  workspace: "boards",
};

export function topicOf(action: string): Topic {
  return OF[action] ?? OF[action.split(".")[0] ?? ""] ?? "widgets";
}

/** Neighbours of one action by one person; alone where there are fewer than `many`. */
export function together(entries: readonly AuditEntry[], many = 3): AuditEntry[][] {
  const runs: AuditEntry[][] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last?.[0]?.action === entry.action && last[0].actor === entry.actor) last.push(entry);
    else runs.push([entry]);
  }
  return runs.flatMap((run) => (run.length < many ? run.map((entry) => [entry]) : [run]));
}
