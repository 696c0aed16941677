export { brightness } from './brightness';
export { digits } from './digits';
export { gratings } from './gratings';
export { levels } from './levels';
export { shapes } from './shapes';
export { spots } from './spots';
