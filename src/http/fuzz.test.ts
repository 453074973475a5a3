import { fuzzApi } from "../../test/fuzz/fuzz.ts";

// The same with a hundred times as many requests: fuzz.full.test.ts.
fuzzApi(4);
