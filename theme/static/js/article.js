// What an article's page does beyond standing there. All of it can be read without.

import "./article/citation.js";
import "./article/found.js";
