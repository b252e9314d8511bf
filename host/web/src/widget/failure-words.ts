/** What each kind of failure means to the person at the board. The kinds are the contract's, see docs of the CLI. */

const WORDS: Record<string, string> = {
  "limit.fuel": "It used up its computing budget, so it was stopped.",
  "limit.deadline": "It took too long, so it was stopped.",
  "limit.memory": "It asked for more memory than it may have, so it was stopped.",
  "limit.table": "It asked for a larger table than it may have, so it was stopped.",
  "limit.stack": "It went too deep into itself, so it was stopped.",
  "limit.output": "It answered with more than may be shown.",
  "limit.gate-calls": "It asked for too many things in one go, so it was stopped.",
  "limit.log": "It wrote more log lines than it may, so it was stopped.",
  trap: "It crashed. Nothing else was affected, and what it had saved is as it was.",
  guest: "It could not do its work.",
  denied: "It needs something that it may not do here.",
  "invalid.view": "What it wanted to show is not a valid view, so it is not shown.",
  "invalid.package": "Its package is not valid.",
  "invalid.manifest": "Its manifest is not valid.",
  "invalid.signature": "Its signature does not match.",
};

export function failureWords(kind: string): string {
  return WORDS[kind] ?? "It could not be run.";
}
