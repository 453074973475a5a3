import { writeFileSync } from "node:fs";

/** Writes what became of every test, with the reason where one was skipped, for scripts/test.mjs to add up. */
export default class Summary {
  onTestRunEnd(modules, unhandledErrors) {
    const summary = { passed: 0, failed: 0, skipped: [] };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) this.#count(test, module, summary);
      // A file that could not even be loaded has no tests, and must not pass for that.
      if (module.state() === "failed" && !tests.some((test) => test.result().state === "failed"))
        summary.failed += 1;
    }
    summary.failed += unhandledErrors.length;
    writeFileSync(process.env.BEREDD_TEST_SUMMARY, JSON.stringify(summary));
  }

  #count(test, module, summary) {
    const { state, note } = test.result();
    if (state === "passed") summary.passed += 1;
    else if (state === "failed") summary.failed += 1;
    else {
      const name = `${module.relativeModuleId} › ${test.fullName}`;
      summary.skipped.push({ name, reason: note ?? "no reason given" });
    }
  }
}
