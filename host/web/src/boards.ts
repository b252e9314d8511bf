/** The boards that the person sees, for everything on the page that lists them. */
import { api } from "./api/client";
import type { Board, BoardRight, Widget } from "./api/types";

const LAST = "fanlight-board";
/** Milliseconds for which what was asked for ahead is as good as new. */
const FRESH = 5_000;

class Boards extends EventTarget {
  /** In their order; empty until they were fetched. Dispatches `change`. */
  list: readonly Board[] = [];

  /** A widget that was just installed, until the board has shown where it is. */
  arrived: string | null = null;

  /** @throws ProblemError */
  async load(): Promise<void> {
    this.list = await api.boards();
    this.dispatchEvent(new Event("change"));
  }

  #ahead: { id: string; at: number; answer: Promise<{ board: Board; widgets: Widget[] }> } | null = null;

  /** Ask for a board that will be opened in a moment. */
  ask(id: string): void {
    const answer = api.board(id);
    answer.catch(() => {}); // whoever opens it is told
    this.#ahead = { id, at: performance.now(), answer };
  }

  /** A board with its widgets, as it was asked for, or else as it is now. @throws ProblemError */
  open(id: string): Promise<{ board: Board; widgets: Widget[] }> {
    const ahead = this.#ahead;
    this.#ahead = null;
    const fresh = ahead?.id === id && performance.now() - ahead.at < FRESH;
    return fresh ? ahead.answer : api.board(id);
  }

  /** It was deleted: its tab goes at once, and not when the list is there again. */
  forget(id: string): void {
    this.list = this.list.filter((board) => board.id !== id);
    this.dispatchEvent(new Event("change"));
  }

  find(id: string): Board | undefined {
    return this.list.find((board) => board.id === id);
  }

  /** The boards on which the person may install and arrange. */
  get own(): readonly Board[] {
    return this.list.filter((board) => may(board, "arrange"));
  }

  /** What is installed next goes to the board that was looked at last. */
  get last(): string | null {
    try {
      return sessionStorage.getItem(LAST);
    } catch {
      return null; // storage may be switched off
    }
  }
  visit(id: string): void {
    try {
      sessionStorage.setItem(LAST, id);
    } catch {
      // Then it is the home board.
    }
  }
}

export const boards = new Boards();

export function may(board: Board | null | undefined, right: BoardRight): boolean {
  return board !== null && board !== undefined && (board.may?.includes(right) ?? true);
}

export function addressOf(board: string): string {
  return `/boards/${encodeURIComponent(board)}`;
}
