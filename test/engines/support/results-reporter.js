/**
 * jest's reporter of the whole length: writes what ran with what into test/engines/results.json, from which docs/reliability.md is made.
 * A run of a part of the suite writes nothing.
 */
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const FILE = join(__dirname, '..', 'results.json');
const PROJECTS = require('../../../jest.engines-full.config.json').projects.length;

class ResultsReporter {
  constructor({ testPathPatterns, testNamePattern, onlyChanged }) {
    this.filtered = Boolean(testNamePattern) || onlyChanged || testPathPatterns.isSet();
  }

  onRunComplete(contexts, { testResults, startTime }) {
    const projects = [...contexts].map(({ config }) => config);
    if (this.filtered || projects.length < PROJECTS) return;
    const filesOf = (project) => testResults.filter(({ displayName }) => displayName.name === project.displayName.name);
    const withEngine = projects.filter(({ globals }) => globals.ENGINE);
    const results = {
      date: new Date(startTime).toISOString().slice(0, 10),
      platform: `${process.platform}-${process.arch}`,
      node: process.versions.node,
      suite: withEngine.filter(({ globals }) => globals.NODE).map((project) => (
        { engine: project.globals.ENGINE, node: project.globals.NODE, ...counts(filesOf(project)) })),
      plugin: withEngine.filter(({ globals }) => !globals.NODE).flatMap((project) => (
        byNode(filesOf(project)).map((row) => ({ engine: project.globals.ENGINE, ...row })))),
      programs: projects.filter(({ globals }) => !globals.ENGINE).flatMap((project) => byNode(filesOf(project))),
    };
    writeFileSync(FILE, `${JSON.stringify(results, null, 2)}\n`);
  }
}

/** A file that could not be run counts as a failed test. */
function counts(files) {
  const count = (what) => files.reduce((sum, file) => sum + file[what], 0);
  const broken = files.filter(({ testExecError }) => testExecError).length;
  return { passed: count('numPassingTests'), failed: count('numFailingTests') + broken, notHere: count('numPendingTests') };
}

/** Outcomes of tests by the version that ends the title of their block. */
function byNode(files) {
  const tests = files.flatMap(({ testResults }) => testResults);
  const nodes = [...new Set(tests.map(({ ancestorTitles: [block] }) => block.split(' ').pop()))];
  return nodes.map((node) => {
    const statuses = tests.filter(({ ancestorTitles: [block] }) => block.endsWith(` ${node}`)).map(({ status }) => status);
    const passed = statuses.filter((status) => status === 'passed').length;
    return { node, passed, failed: statuses.length - passed };
  });
}

module.exports = ResultsReporter;
