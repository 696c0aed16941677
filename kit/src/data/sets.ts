export { brightness } from './brightness';
export { digits } from './digits';
export { gratings } from './gratings';
