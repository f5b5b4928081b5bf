
function handler(event) {
  return lead(event.request);
}
