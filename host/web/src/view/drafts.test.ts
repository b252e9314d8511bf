import { describe, expect, it } from "vitest";
import type { FormNode, ViewNode } from "../api/view";
import { Drafts } from "./drafts";
import { placeHeadings } from "./drawing";
import { collect, isTyped, refusedFields } from "./fields";
import { identity } from "./keys";

const field = (key: string, value: string, problem: string | null = null): ViewNode => ({
  node: "text-field", key, label: key, value, placeholder: null, required: false, max_length: 10, problem,
});
const check = (key: string, checked: boolean): ViewNode => ({ node: "check", key, label: key, checked, disabled: false });
const column = (...children: ViewNode[]): ViewNode => ({ node: "column", gap: "small", align: "start", children });

describe("a form", () => {
  const form: FormNode = { node: "form", key: "f", submit: "Go", children: [column(field("a", "one"), check("b", true)), field("c", "three")] };

  it("collects drafts over what is drawn, at any depth, in the order of the view", () => {
    const drafts = new Drafts();
    drafts.set("c", "typed", "three");
    drafts.set("b", false, true);
    expect(Object.entries(collect(form, drafts))).toEqual([["a", "one"], ["b", false], ["c", "typed"]]);
  });

  it("lets go only of what was sent", () => {
    const drafts = new Drafts();
    drafts.set("a", "sent and more", "one");
    drafts.release("a", "sent");
    expect(drafts.get("a")).toBe("sent and more");
    drafts.release("a", "sent and more");
    expect(drafts.get("a")).toBeUndefined();
  });

  it("names the fields that were not accepted", () => {
    expect([...refusedFields(column(field("x", "", "Too short"), field("y", "")))]).toEqual(["x"]);
  });
});

describe("a number", () => {
  const amount: ViewNode = { node: "number-field", key: "n", label: "n", value: 1.5, min: null, max: null, step: null, required: false, problem: null };
  const form: FormNode = { node: "form", key: "f", submit: "Go", children: [{ node: "tabs", key: "t", label: "t", tabs: [{ title: "one", child: amount }] }] };

  it("is a number when it is collected, and empty is null", () => {
    const drafts = new Drafts();
    expect(collect(form, drafts)).toEqual({ n: 1.5 });
    drafts.type("n", "2.50", 2.5, 1.5, false);
    expect(collect(form, drafts)).toEqual({ n: 2.5 });
    drafts.type("n", "", null, 1.5, false);
    expect(collect(form, drafts)).toEqual({ n: null });
  });

  it("stays as it was typed, also half way", () => {
    const drafts = new Drafts();
    drafts.type("n", "1.50", 1.5, 1.5, false);
    expect(drafts.text("n")).toBe("1.50");
    drafts.type("n", "", null, null, true);
    expect(drafts.get("n")).toBeNull();
    drafts.type("n", "1.5", 1.5, 1.5, false);
    expect(drafts.get("n")).toBeUndefined();
  });

  it("is typed, a box is not", () => {
    expect(isTyped(column(amount, check("b", true)), "n")).toBe(true);
    expect(isTyped(column(amount, check("b", true)), "b")).toBe(false);
  });
});

describe("identity", () => {
  it("goes by the first key inside, so that a row keeps its element when the list shifts", () => {
    const row = column(check("done-7", false));
    expect(identity(row, 0)).toBe(identity(row, 3));
    expect(identity(column(), 0)).not.toBe(identity(column(), 1));
  });
});

describe("headings", () => {
  it("never skip a level below the widget's title", () => {
    const deep: ViewNode = { node: "heading", text: "deep", level: 4 };
    const card: ViewNode = { node: "card", title: "card", children: [] };
    const top: ViewNode = { node: "heading", text: "top", level: 1 };
    const levels = placeHeadings(column(deep, card, top), 2);
    expect([deep, card, top].map((node) => levels.get(node))).toEqual([3, 4, 3]);
  });
});
