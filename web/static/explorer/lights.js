// Which things are in full colour, the others faint: set by paths, heard by the drawing.
let listener = () => {};
export const onLight = (listen) => { listener = listen; };
export const light = (ids) => listener(ids);
