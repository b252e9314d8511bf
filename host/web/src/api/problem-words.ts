/**
 * A problem of the server in the language of the interface. Its `type` is what others rely on, so the words are found by it;
 * without words of ours, as for what is wrong in a package, it stays in the server's English.
 */
import { language, t, type Key } from "../language";
import { en } from "../language/en";
import type { Problem } from "./types";

const PREFIX = "urn:fanlight:problem:";

export function translated(problem: Problem): Problem {
  const key = `problem.is.${problem.type?.slice(PREFIX.length) ?? ""}`;
  // The server says the same in English, and names what it is about.
  if (language() === "en" || !Object.hasOwn(en, key)) return problem;
  const { detail, hint, ...rest } = problem;
  return { ...rest, title: t(key as Known) };
}

type Known = Extract<Key, `problem.is.${string}`>;
