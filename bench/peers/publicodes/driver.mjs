// The dozen rules in Publicodes: node driver.mjs RULES CASES FOLDER MEASURE
// FOLDER holds node_modules; one line of JSON on the standard output.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [rulesFile, casesFile, folder, measure] = process.argv.slice(2)
const require = createRequire(pathToFileURL(folder + '/'))
const started = performance.now()
const entry = require.resolve('publicodes').replace('index.cjs', 'index.js')
const { default: Engine } = await import(pathToFileURL(entry))
const importing = (performance.now() - started) / 1000
const { parse } = require('yaml')

const GOALS = { mdm: 'mdm', charte: 'charte', impot: 'impôt', paquet: 'paquet', 'cout-net': 'coût net' }
const quiet = { warn() {}, error() {}, log() {} }
const source = fs.readFileSync(rulesFile, 'utf8')
const cases = JSON.parse(fs.readFileSync(casesFile))

const load = () => new Engine(parse(source), { logger: quiet })
const time = (work) => {
  const before = performance.now()
  work()
  return (performance.now() - before) / 1000
}
const median = (values) => [...values].sort((x, y) => x - y)[values.length >> 1]
const many = (work, times) => median(Array.from({ length: times }, (_, i) => time(() => work(i))))

const truth = (value) => (value ? 'oui' : 'non')
const situation = (venture) => ({
  'projet . investissement': venture.investissement + ' MAD',
  'projet . quote-part': venture.quote_part * 100 + ' %',
  'projet . fonds propres': venture.fonds_propres + ' MAD',
  'projet . secteur': `'${venture.secteur}'`,
  'projet . zone': `'${venture.zone}'`,
  'projet . emplois': venture.emplois,
  'projet . ratio femmes': venture.ratio_femmes * 100 + ' %',
  'projet . métier avenir': truth(venture.metier_avenir),
  'projet . durable': truth(venture.durable),
  'projet . intégration': venture.integration * 100 + ' %',
  'projet . résultat': venture.resultat + ' MAD',
  'projet . mre': truth(venture.est_mre),
})

let engine = load()
const goals = () => Object.values(GOALS).map((goal) => engine.evaluate(goal).nodeValue ?? 0)
const evaluate = (venture) => {
  engine.setSituation(situation(venture))
  return goals()
}
const change = (jobs) => {
  engine.setSituation({ 'projet . emplois': jobs }, { keepPreviousSituation: true })
  return goals()
}
const sample = () => {
  const rows = cases.sample.map(evaluate)
  return Object.fromEntries(Object.keys(GOALS).map((name, i) => [name, rows.map((row) => row[i])]))
}
const question = () => Object.keys(engine.evaluate('paquet').missingVariables)[0]

const MEASURES = {
  load: () => ({ seconds: many(() => { engine = load() }, 7), import: importing }),
  one: () => {
    const cold = time(() => evaluate(cases.base))
    return { seconds: many(() => evaluate(cases.base), cases.repeats), cold, sample: sample() }
  },
  changed: () => {
    evaluate(cases.base)
    return { seconds: many((i) => change(i % 2 ? 90 : 120), cases.repeats) }
  },
  question: () => {
    const times = Array.from({ length: cases.repeats / 4 }, () => {
      engine.setSituation({})
      return time(question)
    })
    return { seconds: median(times) }
  },
  variants: () => {
    many(() => evaluate(cases.base), cases.repeats)
    return { seconds: time(() => cases.variants.forEach(evaluate)) }
  },
}
const version = JSON.parse(fs.readFileSync(folder + '/node_modules/publicodes/package.json')).version
const versions = { Publicodes: version, node: process.version.slice(1) }
console.log(JSON.stringify({ ...MEASURES[measure](), versions }))
