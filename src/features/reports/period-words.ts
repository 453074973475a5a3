// Periods are said alike in reports, statistics and on the command line.
export { periodWords } from "../../shared/period-words.ts";
