// Puts the page together.

import { Frame } from './frame.js';
import { Points } from './history.js';
import { Live } from './live.js';
import * as route from './route.js';
import { Stage } from './stage.js';
import { actor } from './actor.js';
import { actors } from './actors.js';
import { failures } from './failures.js';
import { letters } from './letters.js';
import { overview } from './overview.js';
import { pools } from './pools.js';
import { tree } from './tree.js';
import { waits } from './waits.js';
import { warnings } from './warnings.js';
import { workers } from './workers.js';

const live = new Live();
const points = new Points();
const panel = document.getElementById('panel');

live.addEventListener('tick', () => points.add(live.overview));

const stage = new Stage(panel, live, {
  overview: () => overview(points),
  actors: () => actors(),
  actor: () => actor(),
  tree: () => tree(),
  workers: () => workers(),
  pools: () => pools(),
  failures: () => failures(),
  letters: () => letters(),
  waits: () => waits(),
  warnings: () => warnings(),
});
const frame = new Frame(live, stage);

function arrived({ view, params }) {
  const name = frame.knows(view) ? view : 'overview';
  frame.select(name, params);
  stage.show(name, params);
}

route.onChange(arrived);
arrived(route.here());
live.start();
