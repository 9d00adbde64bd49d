// Asks the npm package publicodes, and nothing of ours, what rule bases answer.
//
// stdin   {"bases": [{"rules": {…}, "questions": [{"situation": {…}, "names": […]}]}]}
// stdout  {"version": "…", "warnings": […], "answers": [[{name: {value, missing}}]]}
//         a value that publicodes calls undefined is left out, null is not applicable
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(join(process.env.TWIZA_PUBLICODES, 'package.json'))
const { default: Engine } = require('publicodes')
const installed = join(process.env.TWIZA_PUBLICODES, 'node_modules', 'publicodes')
const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))

const warnings = new Set()
const logger = {
	log: () => {},
	warn: (message) => warnings.add(message),
	error: (message) => warnings.add(message),
}

function answersOf({ rules, questions }) {
	const engine = new Engine(rules, {
		logger,
		strict: { situation: true, noOrphanRule: true, checkPossibleValues: true, noCycleRuntime: true },
	})
	return questions.map(({ situation, names }) => {
		engine.setSituation(situation)
		return Object.fromEntries(names.map((name) => [name, answerOf(engine, name)]))
	})
}

function answerOf(engine, name) {
	const { nodeValue, missingVariables } = engine.evaluate(name)
	return { value: nodeValue, missing: Object.keys(missingVariables) }
}

const { bases } = JSON.parse(readFileSync(0, 'utf8'))
const answers = bases.map(answersOf)
process.stdout.write(JSON.stringify({ version, warnings: [...warnings], answers }))
