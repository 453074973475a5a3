import type { Said } from "./faults.ts";

/** What is wrong with a row, where, in both languages. */
export type RowFault = { path: string } & Said;

/** What a set-based door did with the rows that it was given; rows are named by their place in what was given. */
export interface Stored {
  added: number;
  updated: number;
  unchanged: number;
  refused: { index: number; faults: RowFault[] }[];
}
