// The start page: what is found opens its page.
import { searchBox } from "/static/search.js";

searchBox((hit) => {
  window.location.href = hit.href;
});
