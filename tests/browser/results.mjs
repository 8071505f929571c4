// How results are collected and told: every part of the suite gives a list of {name, problems}.

/** How many pages are open at a time. */
export const AT_ONCE = 2;

/** Runs the jobs, AT_ONCE at a time, results in the order of the jobs. */
export async function inTurns(jobs, work) {
  const results = new Array(jobs.length);
  let next = 0;
  const worker = async () => {
    while (next < jobs.length) {
      const index = next++;
      results[index] = await work(jobs[index]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** Counts what passed and failed, and prints what failed. */
export class Tally {
  passed = 0;
  failed = 0;

  /** Prints one line for these results, and one for each problem. */
  add(title, results, started) {
    const bad = results.filter(({ problems }) => problems.length > 0);
    this.passed += results.length - bad.length;
    this.failed += bad.length;
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${bad.length === 0 ? "ok  " : "FAIL"} ${title}, ${seconds} s`);
    for (const { name, problems } of bad) {
      for (const problem of new Set(problems)) console.log(`     ${name}: ${problem}`);
    }
  }
}

/** `route/busan-duisburg/index.html [dark, 390 px, no script]`. */
export function viewName(path, scheme, width, hasScript, browser = "") {
  return `${path} [${browser}${scheme}, ${width} px${hasScript ? "" : ", no script"}]`;
}
