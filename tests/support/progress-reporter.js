/** Prints the progress of the run after each test file. */
export default class ProgressReporter {
  #files = 0;
  #passed = 0;
  #failed = 0;
  #total = 0;

  onRunStart({ numTotalTestSuites }) {
    this.#total = numTotalTestSuites;
  }

  onTestResult(_test, { numPassingTests, numFailingTests }) {
    this.#files += 1;
    this.#passed += numPassingTests;
    this.#failed += numFailingTests;
    process.stderr.write(`${this.#files}/${this.#total} files, ${this.#passed} tests passed, ${this.#failed} failed\n`);
  }
}
