/**
 * Frames of many widgets, asked for together. A board asks for all of its frames at once: one request for each would wait in line
 * behind the six connections that a browser opens, and drawing all of them in one go would hold up clicks and typing.
 */
import { asProblem, ProblemError } from "../api/http";
import type { Client } from "../api/client";
import type { ViewerContext, Widget } from "../api/types";
import { viewerContext } from "../viewer/context";
import { turn } from "./slices";

/** Widgets of the first request: about what a screen shows, so that it is drawn while the rest is on its way. */
const FIRST = 8;
/** Widgets of each further one. */
const MORE = 32;

interface Waiting {
  client: Client;
  /** The board that it is known to be on; on its own without one. */
  board: string | null;
  widget: string;
  /** Read when the request goes out: all elements are measured then, with one layout. */
  size(): ViewerContext["size"];
  done(widget: Widget): void;
  failed(error: unknown): void;
}

let waiting: Waiting[] = [];

/** The frame of a widget as this viewer sees it. Those that are asked for in one task travel together, and are answered in that order. */
export function loadFrame(client: Client, board: string | null, widget: string, size: () => ViewerContext["size"]): Promise<Widget> {
  return new Promise((done, failed) => {
    if (waiting.length === 0) setTimeout(send);
    waiting.push({ client, board, widget, size, done, failed });
  });
}

function send(): void {
  const all = waiting;
  waiting = [];
  const boards = new Map<string, Waiting[]>();
  for (const one of all) {
    const key = one.board === null ? `widget ${one.widget}` : `board ${one.client.base} ${one.board}`;
    boards.set(key, [...(boards.get(key) ?? []), one]);
  }
  for (const group of boards.values()) void together(group);
}

async function together(all: Waiting[]): Promise<void> {
  const [first] = all;
  if (!first) return;
  if (all.length === 1 || first.board === null) {
    for (const one of all) one.client.frame(one.widget, viewerContext(one.size())).then(one.done, one.failed);
    return;
  }
  const { client, board } = first;
  const head = await ask(client, board, all.slice(0, FIRST));
  const parts: Waiting[][] = [];
  for (let at = FIRST; at < all.length; at += MORE) parts.push(all.slice(at, at + MORE));
  // Asked now and not before: they would share the server with what the screen waits for.
  const asked = parts.map((part) => ask(client, board, part));
  await settle(head);
  for (const answers of asked) await settle(await answers);
}

/** Each with what settles it. Nothing is thrown: a request that failed has failed for each. */
async function ask(client: Client, board: string, part: Waiting[]): Promise<[Waiting, Widget | Error][]> {
  try {
    const widgets = part.map((one) => ({ id: one.widget, size: one.size() }));
    const { size: _, ...context } = viewerContext("medium");
    const frames = await client.frames(board, context, widgets);
    return part.map((one, at) => {
      const answer = frames[at];
      if (answer && "frame" in answer) return [one, answer.frame];
      return [one, new ProblemError(answer?.problem ?? { title: "The server left a widget out", status: 0 })];
    });
  } catch (error) {
    const problem = error instanceof ProblemError ? error : new ProblemError(asProblem(error));
    return part.map((one) => [one, problem]);
  }
}

async function settle(answers: [Waiting, Widget | Error][]): Promise<void> {
  for (const [one, answer] of answers) {
    await turn();
    if (answer instanceof Error) one.failed(answer);
    else one.done(answer);
  }
}
