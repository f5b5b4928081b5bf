// Runs before anything is painted, and is no module for that reason: says to the stylesheet whether
// the reader follows anything, so that the line for what matches has its place from the start and
// nothing moves when it is filled. What is stored is only counted here; profile.js checks it.
{
  const root = document.documentElement;
  try {
    const kept = JSON.parse(localStorage.getItem(`eo-site:${root.dataset.site}:profile`));
    const lists = kept.version === 1 ? [kept.interests] : Object.values(kept.follows);
    root.classList.toggle("follows", lists.some((list) => Array.isArray(list) && list.length > 0));
  } catch {
    // Nothing is kept, or nothing that could be read.
  }
}
