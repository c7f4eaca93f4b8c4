import { keptCode } from "../room/ballot-code.js";
import { BoxCheck } from "../room/box-check.js";

/** Finding one's ballot on the page of the meeting. @param {HTMLElement} root with data-vote and data-voter */
export default function boxCheck(root) {
  const { vote = "", voter = "" } = root.dataset;
  new BoxCheck(root).begin(vote, keptCode(vote, voter));
}
