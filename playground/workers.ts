// Imported first of all: Monaco looks for this global when its first editor opens.
window.MonacoEnvironment = {
  getWorker(_workerId, language) {
    if (language === 'graphql') return new Worker(WORKER_SCRIPTS.graphql);
    if (language === 'json') return new Worker(WORKER_SCRIPTS.json);
    return new Worker(WORKER_SCRIPTS.editor);
  },
};
