/** The dialogs about a board: its name, with whom it is shared, and where a widget moves to. */
import { html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { api } from "../api/client";
import { announce } from "../announce";
import type { Board, Sharing, Widget } from "../api/types";
import { titleOf } from "../api/said";
import { boards } from "../boards";
import { rich, t } from "../language";
import { DialogElement } from "./dialog";

/** A new board, or another name for one. Dispatches `done` with the board. */
@customElement("board-name-dialog")
export class BoardNameDialog extends DialogElement {
  @property({ attribute: false }) board: Board | null = null;

  #save = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get("name") ?? "").trim();
    if (name === "") return;
    void this.attempt(async () => {
      const board = this.board ? await api.changeBoard(this.board.id, { name }) : await api.makeBoard(name);
      await boards.load();
      announce(t(this.board ? "board.rename.done" : "board.new.done", { name: board.name }));
      this.close();
      this.dispatchEvent(new CustomEvent("done", { detail: board }));
    });
  };

  protected override heading(): unknown {
    return t(this.board ? "board.rename.title" : "board.new.title");
  }

  protected override content(): unknown {
    return html`<form class="section" @submit=${this.#save}>
      <div class="labelled">
        <label for="board-name">${t("board.name")}</label>
        <input
          class="input"
          id="board-name"
          name="name"
          dir="auto"
          autocomplete="off"
          autofocus
          required
          maxlength="60"
          aria-describedby="board-name-hint"
          .value=${this.board?.name ?? ""}
        />
        <p class="small muted" id="board-name-hint">${t("board.name.hint")}</p>
      </div>
      ${this.foot(t(this.board ? "action.save" : "board.new.action"))}
    </form>`;
  }
}

/** With whom a board is shared. Dispatches `done` with the board. */
@customElement("share-dialog")
export class ShareDialog extends DialogElement {
  @property({ attribute: false }) board!: Board;
  @state() private shared: Sharing | null = null;

  #save = (event: SubmitEvent): void => {
    event.preventDefault();
    const shared = this.shared ?? this.board.shared ?? "no";
    void this.attempt(async () => {
      const board = await api.changeBoard(this.board.id, { shared });
      await boards.load();
      announce(t("board.share.done", { state: t(`board.share.${shared}`) }));
      this.close();
      this.dispatchEvent(new CustomEvent("done", { detail: board }));
    });
  };

  protected override heading(): unknown {
    return t("board.share.title");
  }

  protected override content(): unknown {
    const shared = this.shared ?? this.board.shared ?? "no";
    return html`<form class="section" @submit=${this.#save}>
      <p class="muted">${t("board.share.lead")}</p>
      <fieldset class="section">
        <legend class="visually-hidden">${t("board.share")}</legend>
        ${(["no", "view", "use"] as const).map(
          (each) => html`<label class="choice">
            <input type="radio" name="shared" .checked=${shared === each} @change=${() => (this.shared = each)} />
            <span><strong>${t(`board.share.${each}`)}</strong><span class="muted small">${t(`board.share.${each}.text`)}</span></span>
          </label>`,
        )}
      </fieldset>
      ${this.foot(t("action.save"))}
    </form>`;
  }
}

/** Another board for a widget. Dispatches `done` with that board. */
@customElement("to-board-dialog")
export class ToBoardDialog extends DialogElement {
  @property({ attribute: false }) widget!: Widget;

  #move = (event: SubmitEvent): void => {
    event.preventDefault();
    const board = boards.find(String(new FormData(event.target as HTMLFormElement).get("board") ?? ""));
    if (!board) return;
    void this.attempt(async () => {
      await api.moveTo(this.widget.id, board.id);
      announce(t("to-board.done", { title: titleOf(this.widget), board: board.name }));
      this.close();
      this.dispatchEvent(new CustomEvent("done", { detail: board }));
    });
  };

  protected override heading(): unknown {
    return rich("to-board.title", { title: html`<bdi>${titleOf(this.widget)}</bdi>` });
  }

  protected override content(): unknown {
    const others = boards.own.filter((board) => board.id !== this.widget.board);
    if (others.length === 0) return html`<p>${t("to-board.only")}</p>`;
    return html`<form class="section" @submit=${this.#move}>
      <div class="labelled">
        <label for="to-board">${t("shell.board")}</label>
        <span class="select"><select class="input" id="to-board" name="board">
          ${others.map((board) => html`<option value=${board.id}>${board.name}</option>`)}
        </select></span>
      </div>
      ${this.foot(t("to-board"))}
    </form>`;
  }
}
