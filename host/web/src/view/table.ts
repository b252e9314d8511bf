import { html } from "lit";
import type { TableNode } from "../api/view";
import type { Drawn } from "./draw";
import { drawSpan } from "./spans";

/** Wide tables scroll by themselves, also by keyboard: hence the focusable, named region. */
export function drawTable(node: TableNode): Drawn {
  return html`<div class="table-scroll" role="region" tabindex="0" aria-label=${node.caption}>
    <table>
      <caption><bdi>${node.caption}</bdi></caption>
      <thead>
        <tr>
          ${node.columns.map((column) => html`<th scope="col" data-align=${column.align}><bdi>${column.title}</bdi></th>`)}
        </tr>
      </thead>
      <tbody>
        ${node.rows.map(
          (row) => html`<tr>
            ${row.map((cell, at) => html`<td data-align=${node.columns[at]?.align ?? "start"}><bdi>${drawSpan(cell)}</bdi></td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
