/** The small script of every page. What trains or edits is loaded when the reader asks for it. */
import { offerOffline } from './offline';
import { openOnDemand } from './on-demand';
import { showProgress, watchReading } from './progress';
import { wireSearch } from './search';
import { wireTheme } from './theme';

wireTheme();
wireSearch();
watchReading();
showProgress();
openOnDemand();
offerOffline();
