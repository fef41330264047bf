// SPDX-License-Identifier: Apache-2.0
import { pagesAndRichQueries } from '../../conformance/pages-and-rich-queries.js';
import { EMBEDDED } from '../../conformance/stage.js';

pagesAndRichQueries(EMBEDDED);
