// Reloads the page when another edition of the site is shown, and keeps its place. A page in the background asks for
// nothing, since a browser keeps no more than six connections to one host; it catches up when it is looked at.
{
  const { edition, faulty } = document.currentScript.dataset;
  const place = `place of ${location.pathname}`;
  let editions;

  const follow = () => {
    editions?.close();
    if (document.hidden) return;
    editions = new EventSource("/~preview/changes");
    editions.onmessage = ({ data }) => {
      if (data === edition) return;
      editions.close();
      if (faulty === undefined) sessionStorage.setItem(place, scrollY);
      location.reload();
    };
  };

  const kept = faulty === undefined && sessionStorage.getItem(place);
  if (kept) {
    sessionStorage.removeItem(place);
    history.scrollRestoration = "manual"; // the browser would go where the page of problems stood
    addEventListener("pagehide", () => { history.scrollRestoration = "auto"; });
    scrollTo({ top: Number(kept), behavior: "instant" });
  }
  follow();
  document.addEventListener("visibilitychange", follow);
  addEventListener("pageshow", ({ persisted }) => persisted && follow());
  addEventListener("pagehide", () => editions?.close());
}
