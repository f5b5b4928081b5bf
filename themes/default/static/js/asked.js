// Runs before anything is painted, and is no module for that reason: says to the stylesheet whether the
// address asks for something, so that what a script is about to replace is not shown first and moved.
document.documentElement.classList.toggle("asked", location.hash.length > 1 && location.hash !== "#main");
