//! A form compiled once: every question with its place, and what must be looked at again when one of them changes.
//!
//! Two things are known of a question. *Shown*: whether it is visible and what its answer says; other questions may
//! depend on that. *Judged*: whether it is required and what is wrong with it; nothing depends on that. Keeping them
//! apart lets "required unless a reason is given" and "the reason is asked when it is empty" live together.

use std::sync::Arc;

use parcours_schema::{Condition, Fault, Form, Kind, Question, Required, pieces, pointer_of};

use crate::rows::Rows;

pub(crate) type NodeId = usize;

/// A part of the form that has a state of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Section(usize),
    Question,
    Check(usize),
}

/// One step from the answers' root to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Key(String),
    /// The row of the n-th repeating group on the way.
    Row(usize),
}

/// What to look at again: all instances of `node` that share the first `shared` rows with the one that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub node: NodeId,
    pub shared: usize,
}

pub(crate) struct Node {
    pub part: Part,
    /// Index of the section, then of the question, then of the questions inside groups.
    place: Vec<usize>,
    pub steps: Vec<Step>,
    pub parent: Option<NodeId>,
    /// The repeating groups around it, outermost first.
    pub chain: Vec<NodeId>,
    pub children: Vec<NodeId>,
    /// Shown again when this one's showing changes.
    pub shows: Vec<Edge>,
    /// Judged again when this one's showing changes.
    pub judges: Vec<Edge>,
    /// Position in an order in which nothing is shown before what it depends on.
    pub rank: usize,
}

/// A form compiled once, to check any number of answers.
///
/// ```
/// # use std::sync::Arc;
/// # use parcours_schema::{load_form, Answers, NoLibrary};
/// # use parcours_rules::{Context, Native, Rules};
/// # let text = r#"{"id":"demo","version":"1.0.0","revision":"1","audience":"public","legal_regime":"a-2.1",
/// #  "sensitive":false,"title":{"fr":"Essai","en":"Trial"},"sections":[{"id":"who","title":{"fr":"Qui","en":"Who"},
/// #  "questions":[{"id":"name","kind":"text","required":true,"label":{"fr":"Nom","en":"Name"}}]}]}"#;
/// let form = load_form("demo.json", text, &NoLibrary).unwrap();
/// let rules = Rules::compile(Arc::new(form)).unwrap();
/// let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
/// let context = Context { today, platform: Arc::new(Native) };
/// let report = rules.check(&Answers::from_json("{}").unwrap(), &context);
/// assert_eq!(report.problems[0].at, "/who/name");
/// ```
pub struct Rules {
    form: Arc<Form>,
    pub(crate) nodes: Vec<Node>,
    paths: Paths,
    /// The nodes of the sections, in page order.
    pub(crate) sections: Vec<NodeId>,
}

impl Rules {
    /// Compiles a form.
    ///
    /// # Errors
    /// References to questions that do not exist or cannot be read from where they stand, and circles of conditions; in
    /// programs, patterns that are none or can take very long.
    pub fn compile(form: Arc<Form>) -> Result<Arc<Rules>, Vec<Fault>> {
        let mut compiler =
            Compiler { form: form.clone(), nodes: Vec::new(), paths: Paths::default(), faults: Vec::new() };
        let mut sections = Vec::with_capacity(form.sections.len());
        for (index, section) in form.sections.iter().enumerate() {
            let id = compiler.add(Part::Section(index), vec![index], Vec::new(), None, Vec::new());
            sections.push(id);
            for (inner, question) in section.questions.iter().enumerate() {
                compiler.add_question(question, vec![index, inner], id, Vec::new(), Vec::new());
            }
        }
        for index in 0..form.checks.len() {
            compiler.add(Part::Check(index), vec![], Vec::new(), None, Vec::new());
        }
        compiler.link();
        compiler.rank();
        // Not in a browser: its form comes from a program that proved them.
        #[cfg(feature = "native")]
        compiler.faults.extend(crate::proof::pattern::faults(&form));
        if compiler.faults.is_empty() {
            Ok(Arc::new(Rules { form, nodes: compiler.nodes, paths: compiler.paths, sections }))
        } else {
            Err(compiler.faults)
        }
    }

    /// The form.
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    pub(crate) fn node_of(&self, path: &str) -> Option<NodeId> {
        self.paths.get(path)
    }

    /// The question of a node; `None` for a section or a check.
    pub(crate) fn question(&self, id: NodeId) -> Option<&Question> {
        question_at(&self.form, &self.nodes[id].place)
    }

    /// The node and rows a pointer names; `None` when no question stands there.
    pub(crate) fn find(&self, pointer: &str) -> Option<(NodeId, Rows)> {
        let id = self.node_of(&parcours_schema::template_of(pointer))?;
        let mut rows = Rows::NONE;
        let mut tokens = pieces(pointer, b'/').skip(1);
        for step in &self.nodes[id].steps {
            let token = tokens.next()?;
            match step {
                Step::Key(key) if key == token => {}
                Step::Key(_) => return None,
                Step::Row(depth) => rows = rows.with(*depth, token.parse().ok()?),
            }
        }
        tokens.next().is_none().then_some((id, rows))
    }

    /// The pointer of an instance.
    pub(crate) fn pointer(&self, id: NodeId, rows: Rows) -> String {
        let mut pointer = String::new();
        for step in &self.nodes[id].steps {
            pointer.push('/');
            match step {
                Step::Key(key) => pointer.push_str(key),
                Step::Row(depth) => pointer.push_str(&rows.get(*depth).to_string()),
            }
        }
        pointer
    }
}

fn question_at<'a>(form: &'a Form, place: &[usize]) -> Option<&'a Question> {
    let (section, way) = place.split_first()?;
    let mut questions = form.sections.get(*section)?.questions.as_slice();
    let mut found = None;
    for index in way {
        let question = questions.get(*index)?;
        questions = question.kind.questions();
        found = Some(question);
    }
    found
}

/// How many leading groups two places have in common.
pub(crate) fn common(a: &[NodeId], b: &[NodeId]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// Nodes by path, in the order of the paths.
#[derive(Default)]
struct Paths(Vec<(String, NodeId)>);

impl Paths {
    fn get(&self, path: &str) -> Option<NodeId> {
        let found = self.0.binary_search_by(|(other, _)| other.as_str().cmp(path)).ok()?;
        self.0.get(found).map(|(_, id)| *id)
    }

    /// False when the path is taken.
    fn add(&mut self, path: &str, id: NodeId) -> bool {
        match self.0.binary_search_by(|(other, _)| other.as_str().cmp(path)) {
            Ok(_) => false,
            Err(place) => {
                self.0.insert(place, (path.to_owned(), id));
                true
            }
        }
    }
}

struct Compiler {
    form: Arc<Form>,
    nodes: Vec<Node>,
    paths: Paths,
    faults: Vec<Fault>,
}

impl Compiler {
    fn add(
        &mut self,
        part: Part,
        place: Vec<usize>,
        steps: Vec<Step>,
        parent: Option<NodeId>,
        chain: Vec<NodeId>,
    ) -> NodeId {
        let id = self.nodes.len();
        self.nodes.push(Node {
            part,
            place,
            steps,
            parent,
            chain,
            children: Vec::new(),
            shows: Vec::new(),
            judges: Vec::new(),
            rank: 0,
        });
        if let Some(parent) = parent {
            let shared = self.nodes[parent].chain.len();
            self.nodes[parent].children.push(id);
            self.nodes[parent].shows.push(Edge { node: id, shared });
        }
        id
    }

    fn add_question(
        &mut self,
        question: &Question,
        place: Vec<usize>,
        parent: NodeId,
        above: Vec<Step>,
        chain: Vec<NodeId>,
    ) {
        let mut steps = above;
        if steps.is_empty() {
            steps.extend(pieces(&question.path, b'.').map(|key| Step::Key(key.to_owned())));
        } else {
            steps.push(Step::Key(question.id.clone()));
        }
        let id = self.add(Part::Question, place.clone(), steps.clone(), Some(parent), chain.clone());
        if !self.paths.add(&question.path, id) {
            self.fault(&question.path, "two questions have this path.".to_owned(), "Give one of them another id.");
        }
        let mut chain = chain;
        if question.kind.repeat().is_some() {
            steps.push(Step::Row(chain.len()));
            chain.push(id);
        }
        for (index, inner) in question.kind.questions().iter().enumerate() {
            let mut place = place.clone();
            place.push(index);
            self.add_question(inner, place, id, steps.clone(), chain.clone());
        }
    }

    fn fault(&mut self, path: &str, what: String, fix: &str) {
        let file = ["form ", &self.form.id].concat();
        self.faults.push(Fault { file, at: pointer_of(path), what, fix: fix.to_owned() });
    }

    /// Finds what each condition, computed value and comparison reads, and turns that round.
    fn link(&mut self) {
        let form = self.form.clone();
        for id in 0..self.nodes.len() {
            match self.nodes[id].part {
                Part::Section(index) => {
                    if let Some(when) = &form.sections[index].when {
                        self.read_condition(id, when, &form.sections[index].id, Phase::Show);
                    }
                }
                Part::Check(index) => {
                    let check = &form.checks[index];
                    for condition in check.when.iter().chain([&check.that]) {
                        self.read_condition(id, condition, &check.id, Phase::Judge);
                    }
                    for path in &check.at {
                        self.read_path(id, path, &check.id, &[], Phase::Judge);
                    }
                }
                Part::Question => {
                    let Some(question) = question_at(&form, &self.nodes[id].place) else { continue };
                    self.link_question(id, question);
                }
            }
        }
    }

    fn link_question(&mut self, id: NodeId, question: &Question) {
        let path = &question.path;
        if let Some(when) = &question.when {
            self.read_condition(id, when, path, Phase::Show);
        }
        if let Required::When(condition) = &question.required {
            self.read_condition(id, condition, path, Phase::Judge);
        }
        let chain = self.nodes[id].chain.clone();
        match &question.kind {
            Kind::Computed(compute) => {
                if let Some(source) = compute.path() {
                    self.read_path(id, source, path, &chain, Phase::Show);
                }
            }
            Kind::Nam(matches) => {
                for source in matches.paths() {
                    self.read_path(id, source, path, &chain, Phase::Judge);
                }
            }
            Kind::Reference(reference) => {
                self.read_path(id, &reference.to, path, &chain, Phase::Show);
                let Some(group) = self.paths.get(&reference.to) else { return };
                match self.row_key(group) {
                    Some(key) => self.read_rows(id, key, path, Phase::Show),
                    None => {
                        self.fault(path, ["the rows of `", &reference.to, "` have no key."].concat(), "Give them one.")
                    }
                }
            }
            // No two rows have one key.
            Kind::Group(_) => {
                if let Some(key) = self.row_key(id) {
                    self.read_rows(id, key, path, Phase::Judge);
                }
            }
            _ => {}
        }
    }

    /// The question that holds the keys of a group's rows.
    fn row_key(&self, group: NodeId) -> Option<NodeId> {
        self.paths.get(&question_at(&self.form, &self.nodes[group].place)?.kind.row_key()?.path)
    }

    /// Reads a question in every row of the group it stands in.
    fn read_rows(&mut self, reader: NodeId, source: NodeId, at: &str, phase: Phase) {
        let Some(path) = question_at(&self.form, &self.nodes[source].place).map(|question| question.path.clone())
        else {
            return;
        };
        let chain = self.nodes[source].chain.clone();
        self.read_one(reader, &path, at, &chain, chain.len().saturating_sub(1), phase);
    }

    fn read_condition(&mut self, reader: NodeId, condition: &Condition, at: &str, phase: Phase) {
        let chain = self.nodes[reader].chain.clone();
        self.read_inside(reader, condition, at, &chain, usize::MAX, phase);
    }

    /// `chain` is the rows in hand where the condition stands; `widest` bounds the rows shared with the reader, because
    /// what stands under `some` concerns all rows.
    fn read_inside(
        &mut self,
        reader: NodeId,
        condition: &Condition,
        at: &str,
        chain: &[NodeId],
        widest: usize,
        phase: Phase,
    ) {
        match condition {
            Condition::All(list) | Condition::Any(list) => {
                list.iter().for_each(|inner| self.read_inside(reader, inner, at, chain, widest, phase));
            }
            Condition::Not(inner) => self.read_inside(reader, inner, at, chain, widest, phase),
            Condition::Answer { .. } => {
                condition.paths(&mut |path| self.read_one(reader, path, at, chain, widest, phase));
            }
            Condition::Some { group, that } => {
                self.read_one(reader, group, at, chain, widest, phase);
                let Some(id) = self.paths.get(group) else { return };
                let repeats = question_at(&self.form, &self.nodes[id].place).is_some_and(|q| q.kind.repeat().is_some());
                if !repeats {
                    self.fault(at, ["`", group, "` has no rows."].concat(), "Use `some` on a group that repeats.");
                    return;
                }
                let mut inner = self.nodes[id].chain.clone();
                let widest = widest.min(inner.len());
                inner.push(id);
                self.read_inside(reader, that, at, &inner, widest, phase);
            }
        }
    }

    fn read_path(&mut self, reader: NodeId, path: &str, at: &str, chain: &[NodeId], phase: Phase) {
        self.read_one(reader, path, at, chain, usize::MAX, phase);
    }

    fn read_one(&mut self, reader: NodeId, path: &str, at: &str, chain: &[NodeId], widest: usize, phase: Phase) {
        let Some(source) = self.paths.get(path) else {
            self.fault(at, ["no question has the path `", path, "`."].concat(), "Correct the path.");
            return;
        };
        if common(&self.nodes[source].chain, chain) < self.nodes[source].chain.len() {
            let fix = "Read it from a question of the same row, or through `some`.";
            self.fault(at, ["`", path, "` has one answer a row, and no row is in hand here."].concat(), fix);
            return;
        }
        let shared = common(&self.nodes[source].chain, &self.nodes[reader].chain).min(widest);
        let edges = match phase {
            Phase::Show => &mut self.nodes[source].shows,
            Phase::Judge => &mut self.nodes[source].judges,
        };
        match edges.iter_mut().find(|edge| edge.node == reader) {
            Some(edge) => edge.shared = edge.shared.min(shared),
            None => edges.push(Edge { node: reader, shared }),
        }
    }

    /// Puts every node after those it depends on; what cannot be put stands in a circle.
    fn rank(&mut self) {
        let mut waiting = vec![0_usize; self.nodes.len()];
        for node in &self.nodes {
            for edge in &node.shows {
                waiting[edge.node] += 1;
            }
        }
        let mut ready: Vec<NodeId> = (0..self.nodes.len()).filter(|id| waiting[*id] == 0).collect();
        let mut rank = 0;
        while let Some(id) = ready.pop() {
            self.nodes[id].rank = rank;
            rank += 1;
            for index in 0..self.nodes[id].shows.len() {
                let next = self.nodes[id].shows[index].node;
                waiting[next] -= 1;
                if waiting[next] == 0 {
                    ready.push(next);
                }
            }
        }
        let circle: Vec<String> = (0..self.nodes.len())
            .filter(|id| waiting[*id] > 0)
            .filter_map(|id| question_at(&self.form, &self.nodes[id].place).map(|question| question.path.clone()))
            .collect();
        if let Some(first) = circle.first() {
            let what = ["the conditions run in a circle: ", &circle.join(", "), "."].concat();
            self.fault(&first.clone(), what, "Make one of them depend on something else.");
        }
    }
}

#[derive(Clone, Copy)]
enum Phase {
    Show,
    Judge,
}
