/**
 * Frames of many widgets, asked for together. A board asks for all of its frames at once: one request for each would wait in line
 * behind the six connections that a browser opens, and drawing all of them in one go would hold up clicks and typing.
 */
import { asProblem, ProblemError } from "../api/http";
import type { Client } from "../api/client";
import type { ViewerContext, Widget } from "../api/types";
import { viewerContext } from "../viewer/context";
import { turn } from "./slices";

/** Widgets of the first request of a line: of a page's first one about what a screen shows. */
const FIRST = 6;
/** Widgets of each further one. */
const MORE = 32;
/** Milliseconds after which nobody waits for the first ones any longer. */
const PATIENCE = 500;

interface Waiting {
  client: Client;
  board: string;
  widget: string;
  /** Read when the request goes out: all elements are measured then, with one layout. */
  size(): ViewerContext["size"];
  frame: Promise<Widget>;
  done(widget: Widget): void;
  failed(error: unknown): void;
}

/** Those that wait for the first request of their board, or for its answer. */
const lines = new Map<string, Waiting[]>();
/** The first request that went out last, until what it asked for is drawn. */
let firstSent = Promise.resolve();

/**
 * The frame of a widget as this viewer sees it. Those that are asked for in one task travel together, and so do those that are asked for
 * until the first of them are drawn; they are answered in that order. A widget whose frame is asked for and not under way is asked for once.
 */
export async function loadFrame(client: Client, board: string | null, widget: string, size: () => ViewerContext["size"]): Promise<Widget> {
  if (board === null) {
    await turn();
    return client.frame(widget, viewerContext(size()));
  }
  const key = `${client.base} ${board}`;
  const line = lines.get(key) ?? [];
  const asked = line.find((one) => one.widget === widget);
  if (asked) return asked.frame;
  const waiting = { client, board, widget, size } as Waiting;
  waiting.frame = new Promise((done, failed) => Object.assign(waiting, { done, failed }));
  line.push(waiting);
  if (!lines.has(key)) {
    lines.set(key, line);
    void send(key, line);
  }
  return waiting.frame;
}

/** What was asked for first is drawn, or it takes long: what stands below it has waited for that. */
export function drawnFirst(): Promise<void> {
  return Promise.race([firstSent, new Promise<void>((late) => setTimeout(late, PATIENCE))]);
}

async function send(key: string, line: Waiting[]): Promise<void> {
  firstSent = sendFirst(line);
  await firstSent;
  lines.delete(key);
  const parts: Waiting[][] = [];
  while (line.length > 0) parts.push(line.splice(0, MORE));
  // Asked now and not before: they would share the machine with what the screen waits for.
  for (const answers of parts.map(ask)) await settle(await answers);
}

async function sendFirst(line: Waiting[]): Promise<void> {
  await turn();
  await settle(await ask(line.splice(0, FIRST)));
}

/** Each with what settles it. Nothing is thrown: a request that failed has failed for each. */
async function ask(part: Waiting[]): Promise<[Waiting, Widget | Error][]> {
  const [first] = part;
  if (!first) return [];
  const { client, board } = first;
  try {
    if (part.length === 1) {
      return [[first, await client.frame(first.widget, viewerContext(first.size()))]];
    }
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
