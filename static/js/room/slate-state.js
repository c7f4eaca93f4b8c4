/**
 * One sheet with several questions, from choosing to the server's answer. Pure. As one ballot (ballot-state.js): read
 * again before it is sent, and until it is answered it cannot change.
 * @typedef {{choice: string | null, text: string, chosen: number[]}} Answer
 * @typedef {{step: "choosing" | "confirming" | "sending" | "unanswered" | "recorded" | "refused",
 *   answers: Record<string, Answer>, requestId: string | null, castAt: string | null, message: string}} Sheet
 */

/** @returns {Sheet} nothing chosen */
export function begin() {
  return { step: "choosing", answers: {}, requestId: null, castAt: null, message: "" };
}

/** What was cast already. @param {any[]} papers @returns {Sheet} */
export function done(papers) {
  const answers = Object.fromEntries(papers.map(({ id, my_ballot: mine }) => [id, { choice: mine.choice, text: mine.text, chosen: mine.chosen ?? [] }]));
  return { ...begin(), step: "recorded", answers, castAt: papers[papers.length - 1].my_ballot.cast_at };
}

/** @param {Sheet} sheet @param {string} voteId @param {Partial<Answer>} said @returns {Sheet} */
export function answer(sheet, voteId, said) {
  if (sheet.step !== "choosing" && sheet.step !== "confirming") return sheet;
  return { ...sheet, answers: { ...sheet.answers, [voteId]: { ...of(sheet, voteId), ...said } } };
}

/** The same answer to every question, to be read again at once. @param {Sheet} sheet @param {any[]} papers @param {string} choice @returns {Sheet} */
export function answerAll(sheet, papers, choice) {
  return review(papers.reduce((now, { id }) => answer(now, id, { choice, text: "" }), sheet), papers);
}

/** @param {Sheet} sheet @param {any} paper @param {number} position @param {boolean} on @returns {Sheet} */
export function tick(sheet, paper, position, on) {
  const { chosen } = of(sheet, paper.id);
  const others = paper.most === 1 ? [] : chosen.filter((n) => n !== position);
  if (on && others.length >= paper.most) return sheet;
  return answer(sheet, paper.id, { chosen: [...others, ...(on ? [position] : [])].sort((a, b) => a - b) });
}

/** @param {Sheet} sheet @param {any} paper @returns {boolean} whether this question is answered as its form asks */
export function answered(sheet, paper) {
  const { choice, text, chosen } = of(sheet, paper.id);
  // Nobody ticked is an answer too where the form allows it, but not before the list was touched.
  if (paper.options.length) return paper.id in sheet.answers && chosen.length >= paper.least && chosen.length <= paper.most;
  return choice !== null && (choice !== "other" || text.trim() !== "");
}

/** @param {Sheet} sheet @param {any[]} papers */
export function complete(sheet, papers) {
  return papers.length > 0 && papers.every((paper) => answered(sheet, paper));
}

/** @param {Sheet} sheet @param {any[]} papers @returns {Sheet} */
export function review(sheet, papers) {
  return sheet.step === "choosing" && complete(sheet, papers) ? { ...sheet, step: "confirming" } : sheet;
}

/** @param {Sheet} sheet @returns {Sheet} */
export function reconsider(sheet) {
  return sheet.step === "confirming" ? { ...sheet, step: "choosing" } : sheet;
}

/** @param {Sheet} sheet @param {any[]} papers @param {string} requestId a retry keeps its first @returns {Sheet} */
export function send(sheet, papers, requestId) {
  if (sheet.step === "unanswered") return { ...sheet, step: "sending" };
  return sheet.step === "confirming" && complete(sheet, papers) ? { ...sheet, step: "sending", requestId } : sheet;
}

/** @param {Sheet} sheet @returns {Sheet} */
export function unanswered(sheet) {
  return sheet.step === "sending" ? { ...sheet, step: "unanswered" } : sheet;
}

/** @param {Sheet} sheet @param {string} castAt @returns {Sheet} */
export function recorded(sheet, castAt) {
  return { ...sheet, step: "recorded", castAt };
}

/** @param {Sheet} sheet @param {string} message @returns {Sheet} */
export function refused(sheet, message) {
  return { ...sheet, step: "refused", message };
}

/** @param {Sheet} sheet @param {any[]} papers @returns {any[]} the ballots of castBallotSheet */
export function ballots(sheet, papers) {
  return papers.map((paper) => {
    const { choice, text, chosen } = of(sheet, paper.id);
    return paper.options.length ? { vote_id: paper.id, chosen } : { vote_id: paper.id, choice, text: choice === "other" ? text.trim() : "" };
  });
}

/** @param {Sheet} sheet @param {string} voteId @returns {Answer} */
export function of(sheet, voteId) {
  return sheet.answers[voteId] ?? { choice: null, text: "", chosen: [] };
}
