// Viewer request. S3 knows files and no folders: an address that ends in a slash is its index.html.

function lead(request) {
  const moved = SITE.moved[request.uri] || SITE.moved[request.uri + "/"];
  if (moved) return to(301, moved);
  for (const old in SITE.renamed) {
    if ((request.uri + "/").indexOf(old) === 0) return to(301, SITE.renamed[old] + request.uri.slice(old.length));
  }
  if (request.uri.endsWith("/")) request.uri += "index.html";
  else if (request.uri.split("/").pop().indexOf(".") < 0) return to(301, request.uri + "/");
  return request;
}

function to(status, address) {
  return { statusCode: status, statusDescription: "Moved", headers: { location: { value: address } } };
}
