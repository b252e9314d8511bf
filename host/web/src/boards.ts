/** The boards that the person sees, for everything on the page that lists them. */
import { api } from "./api/client";
import type { Board, BoardRight } from "./api/types";

const LAST = "fanlight-board";

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
