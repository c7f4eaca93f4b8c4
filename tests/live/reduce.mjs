// Reads [{meeting, events}] and writes what the room's own reducer makes of each.
import { readFileSync } from "node:fs";

import { reduce } from "../../static/js/room/meeting-state.js";

const cases = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map(({ meeting, events }) => events.reduce(reduce, meeting))));
