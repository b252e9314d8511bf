/** One way to call the server: JSON in, JSON out, and every failure a `ProblemError`. */
import { t } from "../language";
import { translated } from "./problem-words";
import type { Problem } from "./types";

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = "ProblemError";
  }
  get status(): number {
    return this.problem.status;
  }
}

/** Told when the server says that nobody is signed in. */
let onSignedOut: () => void = () => {};
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/**
 * @param path starts with "/", relative to `/api/v1`
 * @param body JSON value, or a Blob that is sent as it is
 * @throws ProblemError for every answer that is not 2xx, and with status 0 when there was no answer
 */
export async function request<T>(base: string, method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method, credentials: "same-origin", headers: headers() };
  if (body instanceof Blob) {
    init.body = body;
    init.headers = headers("application/wasm");
  } else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = headers("application/json");
  }
  let response: Response;
  try {
    response = await fetch(`${base}/api/v1${path}`, init);
  } catch {
    throw new ProblemError(unanswered(0));
  }
  if (response.ok) return (await bodyOf(response)) as T;
  if (response.status === 401 && path !== "/session") onSignedOut();
  throw new ProblemError(await problemOf(response));
}

/** Nobody was there to answer, or a proxy says that nobody was. */
export function isUnanswered({ status }: { status: number }): boolean {
  return status === 0 || (status >= 502 && status <= 504);
}

function unanswered(status: number): Problem {
  return { status, title: t("problem.no-answer"), detail: t("problem.no-answer.detail"), hint: t("problem.no-answer.hint") };
}

function headers(type?: string): Record<string, string> {
  return { accept: "application/json", ...(type ? { "content-type": type } : {}) };
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const text = await response.text();
  return text === "" ? undefined : JSON.parse(text);
}

async function problemOf(response: Response): Promise<Problem> {
  const { status } = response;
  // A proxy says so in its own words when there is nobody behind it.
  const fallback: Problem = isUnanswered({ status }) ? unanswered(status) : { status, title: t("problem.status", { status }) };
  try {
    const value: unknown = await response.json();
    return typeof value === "object" && value !== null ? translated({ ...fallback, ...value, status: response.status }) : fallback;
  } catch {
    return fallback;
  }
}

/** The problem of whatever was thrown, for showing. */
export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { status: 0, title: t("problem.page"), detail: String(error) };
}
