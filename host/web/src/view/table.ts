import { html } from "lit";
import type { IconName, Order, Span, TableColumn, TableNode } from "../api/view";
import type { Drawn } from "./draw";
import type { Drawing } from "./drawing";
import { glyph } from "./icons/icon";
import { drawSpan } from "./spans";

/** Wide tables scroll by themselves, also by keyboard: hence the focusable, named region. */
export function drawTable(node: TableNode, drawing: Drawing): Drawn {
  return html`<div class="table-scroll" role="region" tabindex="0" aria-label=${node.caption}>
    <table>
      <caption><bdi>${node.caption}</bdi></caption>
      <thead>
        <tr>
          ${node.columns.map((column) => drawHeader(column, drawing))}
        </tr>
      </thead>
      <tbody>
        ${node.rows.map(
          (row) => html`<tr>
            ${row.map((cell, at) => html`<td data-align=${node.columns[at]?.align ?? "start"} ?data-whole=${isWhole(cell)}><bdi>${drawSpan(cell)}</bdi></td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** What is short, such as a date, a figure or two words, is not broken; nothing at all needs no room. */
function isWhole(cell: Span): boolean {
  return cell.span === "plain" || cell.span === "link" ? cell.text.length <= 16 : true;
}

/** Which way the rows are sorted; a column that is not, shows that it could be when one looks at it. */
const SIGN: Record<Order, IconName> = { ascending: "arrow-up", descending: "arrow-down", none: "arrow-down" };

function drawHeader(column: TableColumn, drawing: Drawing): unknown {
  const { key } = column;
  if (key === null) return html`<th scope="col" data-align=${column.align}><bdi>${column.title}</bdi></th>`;
  return html`<th scope="col" data-align=${column.align} aria-sort=${column.sorted}>
    <button type="button" class="sort" data-key=${key} data-sorted=${column.sorted} @click=${() => drawing.send({ type: "input", key, value: null })}>
      <bdi>${column.title}</bdi>${glyph(SIGN[column.sorted] ?? "arrow-down")}
    </button>
  </th>`;
}
