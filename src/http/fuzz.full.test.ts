import { fuzzApi } from "../../test/fuzz/fuzz.ts";

// Two worlds, some 150 operations: more than 20 000 requests.
fuzzApi(90);
