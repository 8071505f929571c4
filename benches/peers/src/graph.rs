//! The graph and the questions.

/// A graph as lists of arcs by node, and what is asked of it.
pub struct Input {
    pub first: Vec<u32>,
    pub head: Vec<u32>,
    pub weight: Vec<u32>,
    pub places: Vec<(f64, f64)>,
    pub pairs: Vec<(u32, u32)>,
    pub sources: Vec<u32>,
    pub targets: Vec<u32>,
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|&number| u32::from_le_bytes(number)).collect()
}

fn floats(bytes: &[u8]) -> Vec<f64> {
    bytes.as_chunks().0.iter().map(|&number| f64::from_le_bytes(number)).collect()
}

impl Input {
    pub fn read(data: &str, graph: &str) -> Self {
        if let Some(side) = graph.strip_prefix("grid-") {
            return Self::grid(side.parse().expect("grid-SIDE"));
        }
        let file = |kind: &str| {
            let path = format!("{data}/{graph}.{kind}");
            std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
        };
        let bytes = file("lbg");
        assert_eq!(&bytes[..4], b"LBG1", "a file that graphs.py wrote");
        let counts = numbers(&bytes[4..12]);
        let (nodes, arcs) = (counts[0] as usize, counts[1] as usize);
        let mut rest = &bytes[12..];
        let mut take = |count: usize| {
            let (taken, left) = rest.split_at(count);
            rest = left;
            taken
        };
        let (first, head, weight) = (numbers(take(4 * nodes + 4)), numbers(take(4 * arcs)), numbers(take(4 * arcs)));
        let (latitude, longitude) = (floats(take(8 * nodes)), floats(take(8 * nodes)));
        let nodes = numbers(&file("matrix"));
        let (sources, targets) = nodes.split_at(nodes.len() / 2);
        Self {
            first,
            head,
            weight,
            places: latitude.into_iter().zip(longitude).collect(),
            pairs: numbers(&file("pairs")).as_chunks().0.iter().map(|&[from, to]| (from, to)).collect(),
            sources: sources.to_vec(),
            targets: targets.to_vec(),
        }
    }

    /// A square grid on a degree by a degree for a hundred nodes, with weights of 1 to 1,000 from a small generator.
    fn grid(side: u32) -> Self {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut below = |most: u32| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u32 % most
        };
        let nodes = side * side;
        let mut input = Self {
            first: vec![0],
            head: Vec::new(),
            weight: Vec::new(),
            places: (0..nodes).map(|at| (f64::from(at / side) / 100.0, f64::from(at % side) / 100.0)).collect(),
            pairs: Vec::new(),
            sources: Vec::new(),
            targets: Vec::new(),
        };
        for at in 0..nodes {
            let (row, column) = (at / side, at % side);
            let beside = [(row > 0, at.wrapping_sub(side)), (column > 0, at.wrapping_sub(1)), (column + 1 < side, at + 1), (row + 1 < side, at + side)];
            for (_, other) in beside.into_iter().filter(|(there, _)| *there) {
                input.head.push(other);
                input.weight.push(1 + below(1000));
            }
            input.first.push(input.head.len() as u32);
        }
        input.pairs = (0..1000).map(|_| (below(nodes), below(nodes))).collect();
        input.sources = (0..1000).map(|_| below(nodes)).collect();
        input.targets = (0..1000).map(|_| below(nodes)).collect();
        input
    }

    pub fn nodes(&self) -> usize {
        self.first.len() - 1
    }

    /// The arcs of a node: which, where to and how long.
    pub fn arcs(&self, node: usize) -> impl Iterator<Item = (usize, usize, u32)> + '_ {
        (self.first[node] as usize..self.first[node + 1] as usize)
            .map(|arc| (arc, self.head[arc] as usize, self.weight[arc]))
    }

    /// All arcs: from where and to where.
    pub fn links(&self) -> Vec<(u32, u32)> {
        (0..self.nodes()).flat_map(|node| self.arcs(node).map(move |(_, head, _)| (node as u32, head as u32))).collect()
    }

    /// 94 % of the great circle, in metres: no arc of the graphs is shorter.
    pub fn at_least(&self, from: usize, to: usize) -> u64 {
        let ((from_north, from_east), (to_north, to_east)) = (self.places[from], self.places[to]);
        let (a, b) = (from_north.to_radians(), to_north.to_radians());
        let east = (to_east - from_east).to_radians();
        let half = ((b - a) / 2.0).sin().powi(2) + a.cos() * b.cos() * (east / 2.0).sin().powi(2);
        (0.94 * 2.0 * 6_371_008.8 * half.sqrt().min(1.0).asin()) as u64
    }

    /// Closures of twenty arcs, each with a pair: four on the way of each of the first five pairs.
    pub fn sample(way: &[u32]) -> [u32; 4] {
        std::array::from_fn(|at| way[way.len() * at / 4])
    }

    /// The arc that is closed before the question of each pair.
    pub fn closed(&self, place: usize) -> u32 {
        (place * 7919 % self.head.len()) as u32
    }
}
